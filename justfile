# Everything that CI runs, one recipe each; `just` runs them all.
all: fmt lint patterns corpus test

fmt:
    cargo fmt --check

lint:
    cargo clippy --all-targets -- -D warnings

# Parse, lint and run the examples of every pattern file.
patterns:
    cargo run -- patterns check

# Score the corpus; fails if a score is below its floor.
corpus:
    cargo run -- eval corpus/ --floors

test:
    cargo test

# Figures for people: throughput, ratios, memory, cold start.
bench:
    cargo bench --bench whole

# Licences and duplicate versions of dependencies; needs `cargo install cargo-deny`.
deny:
    cargo deny check licenses bans
