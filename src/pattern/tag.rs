//! Tags: stretches of tokens that a list or slot names.

use super::pack::{GroupId, GroupSet};

/// A stretch of tokens that belongs to a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag {
    /// First token.
    pub start: u32,
    /// One past the last token.
    pub end: u32,
    /// The list or slot.
    pub group: GroupId,
    /// Index into [`Annotation::values`](crate::annotate::Annotation::values) for slots; [`Tag::WORDS`] for lists.
    pub value: u32,
}

impl Tag {
    /// Value of a tag that a list gave: its group says it all.
    pub const WORDS: u32 = u32::MAX;
}

/// All tags of a text, findable by the token where they start; may overlap.
#[derive(Clone, Debug, Default)]
pub struct Tags {
    all: Vec<Tag>,
    next: Vec<u32>,
    heads: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl Tags {
    /// Empties the tags for a text of `tokens` tokens.
    pub fn reset(&mut self, tokens: usize) {
        self.all.clear();
        self.next.clear();
        self.heads.clear();
        self.heads.resize(tokens + 1, NONE);
        // In news there are some three tags to two tokens.
        self.all.reserve(tokens * 3 / 2);
        self.next.reserve(tokens * 3 / 2);
    }

    /// Adds a tag, unless the same one is there; its index.
    pub fn add(&mut self, tag: Tag) -> u32 {
        let index = self.all.len() as u32;
        let mut at = self.heads[tag.start as usize];
        let mut place = (NONE, at);
        while at != NONE {
            let other = self.all[at as usize];
            if other == tag {
                return at;
            }
            if other.end > tag.end {
                place = (at, self.next[at as usize]);
            }
            at = self.next[at as usize];
        }
        self.all.push(tag);
        self.next.push(place.1);
        match place.0 {
            NONE => self.heads[tag.start as usize] = index,
            longer => self.next[longer as usize] = index,
        }
        index
    }

    /// Tags that start at a token, longest first, of equal ones the latest added first, with their indices.
    pub fn starting_at(&self, token: u32) -> impl Iterator<Item = (u32, Tag)> + '_ {
        let mut at = self.heads.get(token as usize).copied().unwrap_or(NONE);
        std::iter::from_fn(move || {
            let index = at;
            let tag = *self.all.get(index as usize)?;
            at = self.next[index as usize];
            Some((index, tag))
        })
    }

    /// All tags in the order they were found.
    pub fn all(&self) -> &[Tag] {
        &self.all
    }

    /// The longest tag of a set that starts at a token.
    pub fn longest(&self, token: u32, set: GroupSet) -> Option<Tag> {
        self.starting_at(token)
            .map(|(_, t)| t)
            .filter(|t| set.holds(t.group))
            .max_by_key(|t| t.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_found_by_their_start_and_kept_once() {
        let mut tags = Tags::default();
        tags.reset(3);
        let tag = |start, end, group| Tag {
            start,
            end,
            group,
            value: Tag::WORDS,
        };
        let first = tags.add(tag(1, 2, 7));
        assert_eq!(tags.add(tag(1, 2, 7)), first);
        tags.add(tag(1, 3, 8));
        tags.add(tag(1, 2, 9));
        tags.add(tag(1, 3, 5));
        tags.add(tag(1, 4, 6));
        assert_eq!(
            tags.starting_at(1)
                .map(|(_, t)| (t.end, t.group))
                .collect::<Vec<_>>(),
            [(4, 6), (3, 5), (3, 8), (2, 9), (2, 7)]
        );
        assert_eq!(tags.starting_at(0).count(), 0);
        assert_eq!(
            tags.longest(1, GroupSet { first: 7, last: 9 })
                .map(|t| t.end),
            Some(3)
        );
    }
}
