//! Which member of a container is which field: duplicates, misspellings, strangers, what is missing.

use crate::catalog::{Field, METHODS};
use crate::message::{Content, Dialect, NodeId};
use crate::rules::field::{missing::Place, unknown::Reason};
use crate::rules::{Context, field};
use crate::similar::{distance, is_near};

/// The fields of a container, each with the member that stands for it.
pub(super) struct Members {
    slots: Vec<(&'static Field, Option<NodeId>)>,
    /// Further members of the field that may stand more than once.
    pub repeated: Vec<NodeId>,
}

impl Members {
    pub fn none(fields: &[&'static Field]) -> Self {
        Self { slots: fields.iter().map(|field| (*field, None)).collect(), repeated: Vec::new() }
    }

    pub fn get(&self, field: &Field) -> Option<NodeId> {
        self.slots.iter().find(|(slot, _)| slot.name == field.name).and_then(|(_, node)| *node)
    }

    /// The slot of a name: mostly the one after the last.
    fn slot(&self, name: &str, after: usize) -> Option<usize> {
        let is_meant = |&at: &usize| self.slots.get(at).is_some_and(|(slot, _)| slot.name == name);
        (after..self.slots.len()).chain(0..after).find(is_meant)
    }

    /// Whether a required field is absent.
    fn lacks(&self) -> bool {
        self.slots.iter().any(|(slot, node)| slot.required && node.is_none())
    }

    pub fn present(&self) -> impl Iterator<Item = (&'static Field, NodeId)> {
        self.slots.iter().filter_map(|(field, node)| Some((*field, (*node)?)))
    }

    /// Puts a node into a slot that is free, else gives back what is there.
    pub fn fill(&mut self, field: &'static Field, node: NodeId) -> Option<NodeId> {
        let at = self.slot(field.name, 0)?;
        self.put(at, node)
    }

    fn put(&mut self, at: usize, node: NodeId) -> Option<NodeId> {
        let (_, slot) = self.slots.get_mut(at)?;
        let first = *slot;
        *slot = first.or(Some(node));
        first
    }
}

/// Sorts the members of a container into the fields. `of` is what a message says has or lacks them.
pub(super) fn container(cx: &mut Context, node: NodeId, fields: &[&'static Field], of: &'static str, repeatable: Option<&str>) -> Members {
    let mut members = Members::none(fields);
    let mut strangers = Vec::new();
    let mut next = cx.message.first(node);
    let mut after = 0;
    while let Some(child) = next {
        next = cx.message.next(child);
        let Some(at) = members.slot(cx.message.name(child), after) else {
            strangers.push(child);
            continue;
        };
        after = at.saturating_add(1);
        // A null is the same as absent.
        if matches!(cx.message.node(child).map(|node| &node.content), Some(Content::Null)) {
            continue;
        }
        if let (Some(first), Some(field)) = (members.put(at, child), fields.get(at)) {
            if repeatable == Some(field.name) {
                members.repeated.push(child);
            } else {
                field::duplicate::report(cx, child, first, field);
            }
        }
    }
    for stranger in strangers {
        name_stranger(cx, stranger, fields, of, &mut members);
    }
    members
}

/// Takes a member of an unknown name for the field that is meant, where that is absent; else says why it may be there.
fn name_stranger(cx: &mut Context, stranger: NodeId, fields: &[&'static Field], of: &'static str, members: &mut Members) {
    let name = cx.message.name(stranger);
    let mut best = usize::MAX;
    let mut absent = Vec::new();
    let mut twin = None;
    let mut called = None;
    for &field in fields {
        let far = if is_near(name, field.name) { distance(name, field.name) } else { usize::MAX };
        if far < best {
            best = far;
            absent.clear();
            twin = None;
        }
        match members.get(field) {
            Some(node) if far == best && far < usize::MAX => twin = Some((field, node)),
            Some(_) => {}
            None if far == best && far < usize::MAX => absent.push(field),
            None if is_called(name, field) => called = Some(field),
            None => {}
        }
    }
    let is_null = matches!(cx.message.node(stranger).map(|node| &node.content), Some(Content::Null));
    let is_only = absent.len() == 1 && twin.is_none();
    if absent.len() > 1 {
        absent = fitting(cx, stranger, absent);
    }
    match (absent.first(), twin, called) {
        (Some(&meant), ..) if !is_null => {
            field::misspelled::report(cx, stranger, &absent, is_only);
            members.fill(meant, stranger);
        }
        (_, Some((field, node)), _) => field::unknown::report(cx, stranger, of, Reason::Near(field, node)),
        (_, None, Some(field)) => field::unknown::report(cx, stranger, of, Reason::Called(field)),
        _ => field::unknown::report(cx, stranger, of, Reason::None),
    }
}

/// Whether a record has another name for what the field holds.
fn is_called(name: &str, field: &Field) -> bool {
    METHODS.iter().flat_map(|method| method.result).any(|other| other.name == name && other.label == field.label)
}

/// The fields that a value suits, or all where it suits none.
fn fitting(cx: &mut Context, node: NodeId, fields: Vec<&'static Field>) -> Vec<&'static Field> {
    // What is found while trying is none of the report.
    let (findings, most, tally) = (std::mem::take(&mut cx.findings), std::mem::replace(&mut cx.most, usize::MAX), cx.tally);
    let mut suited = Vec::new();
    for &field in &fields {
        if super::value::leaf(cx, node, field).is_some() {
            suited.push(field);
        }
        cx.findings.clear();
        cx.tally = tally;
    }
    (cx.findings, cx.most) = (findings, most);
    if suited.is_empty() { fields } else { suited }
}

/// Reports the required ones of some fields that no member stands for, unless the container is too damaged to tell. `because` is the
/// member whose code asks for them.
pub(super) fn missing(cx: &mut Context, node: NodeId, fields: &[&'static Field], members: &Members, because: Option<NodeId>) {
    let loose = cx.message.dialect == Dialect::Xml && !cx.message.has_children(node) && !cx.message.is_empty(node);
    if loose {
        field::nested::report_text(cx, node);
    }
    if loose || !members.lacks() || cx.message.node(node).is_some_and(|node| node.flawed) {
        return;
    }
    for field in fields.iter().filter(|field| field.required && members.get(field).is_none()) {
        if cx.counts(&field::missing::RULE, node, false) {
            continue;
        }
        let place = place(cx, node, fields, members, field, because);
        field::missing::report(cx, &place, None, field);
    }
}

/// Where in a container a field belongs, in the order of the fields.
pub(super) fn place(
    cx: &Context,
    container: NodeId,
    fields: &[&'static Field],
    members: &Members,
    field: &Field,
    because: Option<NodeId>,
) -> Place {
    let (mut neighbours, mut is_before) = ([None, None], true);
    for other in fields {
        is_before &= other.name != field.name;
        let member = members.get(other).filter(|&member| cx.message.node(member).is_some_and(|member| member.parent() == Some(container)));
        match (is_before, member) {
            (true, Some(_)) => neighbours[0] = member,
            (false, Some(_)) if neighbours[1].is_none() => neighbours[1] = member,
            _ => {}
        }
    }
    Place { container, neighbours, because }
}
