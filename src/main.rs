//! The `pulih` program.
fn main() {}
