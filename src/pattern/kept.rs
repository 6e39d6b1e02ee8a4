//! What later stages work out of a language once and keep: their view of its lists.

use super::Pack;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

/// Languages that are kept at a time; a text seldom meets more, and one that is dropped is only worked out again.
const MOST: usize = 64;

/// A value for each language, by the fingerprint of its pack; one for each thread.
#[derive(Debug)]
pub struct Kept<T>(RefCell<Vec<(Arc<str>, Rc<T>)>>);

impl<T> Kept<T> {
    /// Nothing kept yet.
    pub const fn new() -> Self {
        Self(RefCell::new(Vec::new()))
    }

    /// The value of a language, made if it is not there.
    pub fn of(&self, pack: &Pack, make: impl FnOnce(&Pack) -> T) -> Rc<T> {
        let known = self.0.borrow().iter().find_map(|(fingerprint, value)| {
            (*fingerprint == pack.fingerprint).then(|| value.clone())
        });
        known.unwrap_or_else(|| {
            let value = Rc::new(make(pack));
            let mut all = self.0.borrow_mut();
            if all.len() == MOST {
                all.clear();
            }
            all.push((pack.fingerprint.clone(), value.clone()));
            value
        })
    }
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self::new()
    }
}
