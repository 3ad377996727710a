//! Which member of a container is which field: duplicates, misspellings, strangers, what is missing.

use crate::catalog::Field;
use crate::message::{Content, Dialect, NodeId};
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

    pub fn present(&self) -> impl Iterator<Item = (&'static Field, NodeId)> {
        self.slots.iter().filter_map(|(field, node)| Some((*field, (*node)?)))
    }

    /// Puts a node into a slot that is free, else gives back what is there.
    pub fn fill(&mut self, field: &'static Field, node: NodeId) -> Option<NodeId> {
        let slot = self.slots.iter_mut().find(|(slot, _)| slot.name == field.name).map(|(_, node)| node)?;
        match slot {
            Some(first) => Some(*first),
            None => {
                *slot = Some(node);
                None
            }
        }
    }
}

/// Sorts the members of a container into the fields. `of` is what a message says has or lacks them.
pub(super) fn container(cx: &mut Context, node: NodeId, fields: &[&'static Field], of: &'static str, repeatable: Option<&str>) -> Members {
    let mut members = Members::none(fields);
    let mut strangers = Vec::new();
    let children: Vec<_> = cx.message.children(node).collect();
    for child in children {
        let name = cx.message.name(child);
        let known = fields.iter().find(|field| field.name == name);
        // A null is the same as absent.
        let is_null = matches!(cx.message.node(child).map(|node| &node.content), Some(Content::Null));
        match known {
            Some(_) if is_null => {}
            Some(field) => {
                let Some(first) = members.fill(field, child) else { continue };
                if repeatable == Some(field.name) {
                    members.repeated.push(child);
                } else {
                    field::duplicate::report(cx, child, first, field);
                }
            }
            None => strangers.push(child),
        }
    }
    for stranger in strangers {
        let name = cx.message.name(stranger);
        let near: Vec<_> = fields.iter().copied().filter(|field| is_near(name, field.name)).collect();
        let is_null = matches!(cx.message.node(stranger).map(|node| &node.content), Some(Content::Null));
        let free = near.iter().copied().filter(|field| members.get(field).is_none()).min_by_key(|field| distance(name, field.name));
        match free.filter(|_| !is_null) {
            Some(meant) => {
                let best = distance(name, meant.name);
                let only = near.iter().filter(|field| distance(name, field.name) == best).count() == 1;
                field::misspelled::report(cx, stranger, meant, only);
                members.fill(meant, stranger);
            }
            None => field::unknown::report(cx, stranger, of),
        }
    }
    members
}

/// Reports the required ones of some fields that no member stands for, unless the container is too damaged to tell.
pub(super) fn missing(cx: &mut Context, node: NodeId, fields: &[&'static Field], members: &Members) {
    let loose = cx.message.dialect == Dialect::Xml && !cx.message.has_children(node) && !cx.message.is_empty(node);
    if loose {
        field::nested::report_text(cx, node);
    }
    if loose || cx.message.node(node).is_some_and(|node| node.flawed) {
        return;
    }
    for field in fields.iter().filter(|field| field.required && members.get(field).is_none()) {
        field::missing::report(cx, node, field);
    }
}
