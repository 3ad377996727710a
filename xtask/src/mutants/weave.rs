//! Writes all mutants of a file into it at once, each behind a question whether it is the one that is tried: compiled once, they are tried without
//! compiling again.

use anyhow::{Context, Result};
use proc_macro2::LineColumn;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

use super::Mutant;

/// A file with its mutants in it.
pub struct Woven {
    pub text: String,
    /// Which bytes of the text are there for which mutants; what encloses another comes first.
    places: Vec<(Range<usize>, Vec<usize>)>,
    /// The mutants that are in it.
    pub mutants: HashSet<usize>,
}

impl Woven {
    /// The mutants for which the compiler refuses these bytes: those of the smallest place around them.
    pub fn blamed(&self, error: &Range<usize>) -> &[usize] {
        let around = self.places.iter().filter(|(place, _)| place.start <= error.start && error.end <= place.end);
        around.min_by_key(|(place, _)| place.len()).map_or(&[], |(_, mutants)| mutants)
    }
}

/// A source, its mutants by where they start, and what is to be put where.
struct Loom<'a> {
    source: &'a str,
    /// Where each line starts.
    lines: Vec<usize>,
    mutants: BTreeMap<(usize, usize), Vec<&'a Mutant>>,
    threads: Vec<Thread>,
}

/// What is put around a range of the source.
struct Thread {
    range: Range<usize>,
    /// Before it: each piece with the mutant that it is for.
    before: Vec<(String, Option<usize>)>,
    after: &'static str,
    mutants: Vec<usize>,
}

/// Weaves a file's mutants into it. Those that have no place in it are left out.
pub fn weave(source: &str, mutants: &[&Mutant]) -> Result<Woven> {
    let file = syn::parse_file(source).context("a source does not parse")?;
    let lines = std::iter::once(0).chain(source.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let mut loom = Loom { source, lines, mutants: BTreeMap::new(), threads: Vec::new() };
    for mutant in mutants {
        let range = loom.range(mutant.start, mutant.end);
        loom.mutants.entry((range.start, range.end)).or_default().push(mutant);
    }
    loom.visit_file(&file);
    // What returns some type or other has one type alone.
    let bodies = loom.mutants.values().flatten().filter(|mutant| mutant.genre == "FnValue" && !mutant.returns.contains("impl "));
    let bodies: Vec<_> = bodies.copied().collect();
    for mutant in bodies {
        let range = loom.range(mutant.start, mutant.end);
        let before = format!("if {} {{ return {}; }} ", asked(mutant.id), mutant.replacement);
        loom.threads.push(Thread { range, before: vec![(before, Some(mutant.id))], after: "", mutants: vec![mutant.id] });
    }
    Ok(woven(source, loom.threads))
}

/// The question in the source whether a mutant is the one that is tried.
fn asked(id: usize) -> String {
    format!("crate::woven::is({id})")
}

fn woven(source: &str, mut threads: Vec<Thread>) -> Woven {
    // What encloses another is written before it; a function's body is what encloses most.
    threads.sort_by_key(|thread| (thread.range.start, std::cmp::Reverse(thread.range.end), !thread.after.is_empty()));
    let mut text = String::with_capacity(source.len() * 2);
    let mut places: Vec<(Range<usize>, Vec<usize>)> = Vec::new();
    let mut open: Vec<(usize, usize, &'static str)> = Vec::new();
    let mut at = 0;
    let mut close =
        |text: &mut String, places: &mut Vec<(Range<usize>, Vec<usize>)>, open: &mut Vec<(usize, usize, &'static str)>, to: usize| {
            while let Some((end, place, after)) = open.last().copied().filter(|(end, ..)| *end <= to) {
                text.push_str(&source[at..end]);
                text.push_str(after);
                at = end;
                places[place].0.end = text.len();
                open.pop();
            }
            text.push_str(&source[at..to]);
            at = to;
        };
    let mut mutants = HashSet::new();
    for thread in threads {
        close(&mut text, &mut places, &mut open, thread.range.start);
        open.push((thread.range.end, places.len(), thread.after));
        places.push((text.len()..text.len(), thread.mutants.clone()));
        for (piece, id) in thread.before {
            let start = text.len();
            text.push_str(&piece);
            places.extend(id.map(|id| (start..text.len(), vec![id])));
        }
        mutants.extend(thread.mutants);
    }
    close(&mut text, &mut places, &mut open, source.len());
    Woven { text, places, mutants }
}

impl<'a> Loom<'a> {
    fn at(&self, place: LineColumn) -> usize {
        let line = self.lines[place.line - 1];
        self.source[line..].char_indices().nth(place.column).map_or(self.source.len(), |(at, _)| line + at)
    }

    fn range(&self, start: LineColumn, end: LineColumn) -> Range<usize> {
        self.at(start)..self.at(end)
    }

    fn of(&self, part: &impl Spanned) -> Range<usize> {
        self.range(part.span().start(), part.span().end())
    }

    /// The mutants of one genre that change just these bytes.
    fn changing(&self, range: &Range<usize>, genre: &str) -> Vec<&'a Mutant> {
        let here = self.mutants.get(&(range.start, range.end)).into_iter().flatten();
        here.filter(|mutant| mutant.genre == genre).copied().collect()
    }

    /// The mutants of one genre that change a part from its start on.
    fn starting(&self, part: &impl Spanned, genre: &str) -> Vec<&'a Mutant> {
        let start = self.of(part).start;
        let here = self.mutants.range((start, 0)..(start + 1, 0)).flat_map(|(_, here)| here);
        here.filter(|mutant| mutant.genre == genre).copied().collect()
    }

    /// Puts in the place of an expression: the changed one of the mutant that is tried, else the expression.
    fn instead(&mut self, range: Range<usize>, mutants: &[&Mutant], changed: &[String]) {
        if mutants.is_empty() {
            return;
        }
        let choices = mutants
            .iter()
            .zip(changed)
            .map(|(mutant, changed)| (format!("if {} {{ {changed} }} else ", asked(mutant.id)), Some(mutant.id)));
        let before = std::iter::once(("(".to_owned(), None)).chain(choices).chain([("{ ".to_owned(), None)]).collect();
        self.threads.push(Thread { range, before, after: " })", mutants: mutants.iter().map(|mutant| mutant.id).collect() });
    }

    /// The text of a range with one part of it replaced.
    fn with(&self, range: &Range<usize>, part: &Range<usize>, replacement: &str) -> String {
        format!("{}{replacement}{}", &self.source[range.start..part.start], &self.source[part.end..range.end])
    }
}

/// Whether an expression is a condition that binds something: it has no place in parentheses.
fn binds(expression: &syn::Expr) -> bool {
    match expression {
        syn::Expr::Let(_) => true,
        syn::Expr::Binary(binary) => binds(&binary.left) || binds(&binary.right),
        _ => false,
    }
}

impl<'ast> Visit<'ast> for Loom<'_> {
    fn visit_expr_binary(&mut self, node: &'ast syn::ExprBinary) {
        if !binds(&node.left) && !binds(&node.right) {
            let (whole, sign) = (self.of(node), self.of(&node.op));
            let mutants = self.changing(&sign, "BinaryOperator");
            let texts: Vec<_> = mutants.iter().map(|mutant| self.with(&whole, &sign, &mutant.replacement)).collect();
            self.instead(whole, &mutants, &texts);
        }
        visit::visit_expr_binary(self, node);
    }

    fn visit_expr_unary(&mut self, node: &'ast syn::ExprUnary) {
        let (whole, inner) = (self.of(node), self.of(&node.expr));
        let mutants = self.changing(&self.of(&node.op), "UnaryOperator");
        let texts: Vec<_> = mutants.iter().map(|mutant| format!("{}{}", mutant.replacement, &self.source[inner.clone()])).collect();
        self.instead(whole, &mutants, &texts);
        visit::visit_expr_unary(self, node);
    }

    fn visit_expr_match(&mut self, node: &'ast syn::ExprMatch) {
        // Where an arm is needed, the match as a whole is refused.
        let mutants: Vec<_> = node.arms.iter().flat_map(|arm| self.starting(arm, "MatchArm")).map(|mutant| mutant.id).collect();
        self.threads.push(Thread { range: self.of(node), before: vec![], after: "", mutants });
        visit::visit_expr_match(self, node);
    }

    fn visit_arm(&mut self, node: &'ast syn::Arm) {
        let deleted = self.starting(node, "MatchArm");
        if let syn::Pat::Guard(syn::PatGuard { guard, .. }) = &node.pat {
            let range = self.of(guard.as_ref());
            for mutant in deleted {
                let (before, after) = if binds(guard) { ("", " ") } else { ("(", ")") };
                let before = format!("!{} && {before}", asked(mutant.id));
                self.threads.push(Thread {
                    range: range.clone(),
                    before: vec![(before, Some(mutant.id))],
                    after,
                    mutants: vec![mutant.id],
                });
            }
            if !binds(guard) {
                let mutants = self.changing(&range, "MatchArmGuard");
                let texts: Vec<_> = mutants.iter().map(|mutant| mutant.replacement.clone()).collect();
                self.instead(range, &mutants, &texts);
            }
        } else {
            let pattern = self.of(&node.pat);
            for mutant in deleted {
                let question = (format!(" if !{}", asked(mutant.id)), Some(mutant.id));
                self.threads.push(Thread { range: pattern.end..pattern.end, before: vec![question], after: " ", mutants: vec![mutant.id] });
            }
        }
        visit::visit_arm(self, node);
    }

    fn visit_expr_struct(&mut self, node: &'ast syn::ExprStruct) {
        let whole = self.of(node);
        let mutants: Vec<_> = node.fields.iter().flat_map(|field| self.starting(field, "StructField")).collect();
        let texts: Vec<_> = mutants.iter().map(|mutant| self.with(&whole, &self.range(mutant.start, mutant.end), "")).collect();
        self.instead(whole, &mutants, &texts);
        visit::visit_expr_struct(self, node);
    }
}
