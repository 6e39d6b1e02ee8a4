-- Schema 2: which articles are copies, twins or versions of others, and when each was fetched.

ALTER TABLE article ADD COLUMN fetched TEXT;

-- What an article is compared by; keys of a sketch stand in `likeness_key` once the article is settled.
CREATE TABLE likeness (
    article INTEGER PRIMARY KEY REFERENCES article (n) ON DELETE CASCADE,
    published_s INTEGER NOT NULL,
    fetched_s INTEGER NOT NULL,
    number INTEGER NOT NULL,
    words INTEGER,
    sketch BLOB,
    address INTEGER,
    variant INTEGER NOT NULL CHECK (variant IN (0, 1)),
    settled INTEGER NOT NULL DEFAULT 0 CHECK (settled IN (0, 1))
) STRICT;
CREATE INDEX likeness_by_words ON likeness (words, published_s, fetched_s, number);
CREATE INDEX likeness_by_address ON likeness (address, published_s, fetched_s, number) WHERE address IS NOT NULL;
CREATE INDEX likeness_unsettled ON likeness (published_s, fetched_s, number) WHERE settled = 0;

-- Articles of an older program are compared at the end of the next run.
INSERT INTO likeness SELECT n, 0, 0, 0, NULL, NULL, NULL, 0, 0 FROM article;

CREATE TABLE likeness_key (
    key INTEGER NOT NULL,
    published_s INTEGER NOT NULL,
    fetched_s INTEGER NOT NULL,
    number INTEGER NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (key, published_s, fetched_s, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE copy (
    article INTEGER PRIMARY KEY REFERENCES article (n) ON DELETE CASCADE,
    origin INTEGER NOT NULL REFERENCES article (n) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind = 'exact' OR kind = 'near' OR kind = 'twin' OR kind = 'version'),
    likeness REAL NOT NULL
) STRICT;
CREATE INDEX copy_by_origin ON copy (origin);

CREATE VIEW copies AS
SELECT a.id AS article, o.id AS origin, c.kind, c.likeness, a.title, o.title AS origin_title, a.publisher,
    o.publisher AS origin_publisher, a.published, o.published AS origin_published, a.url, o.url AS origin_url
FROM copy c JOIN article a ON a.n = c.article JOIN article o ON o.n = c.origin;

DROP VIEW articles;
CREATE VIEW articles AS
SELECT a.id, a.name, a.title, a.language, a.language_confidence, a.published, a.publisher, a.is_outage, s.service, s.provider,
    s.start_local, s.start_zone, s.restored_local, s.restored_zone, s.duration_min_s, s.duration_max_s, s.duration_point_s,
    s.status, s.impact, s.scope, s.cause, s.cause_code, s.cause_asserted_by, s.cause_certainty,
    (SELECT count(*) FROM fact f WHERE f.article = a.n) AS facts,
    (SELECT count(*) FROM statement t WHERE t.article = a.n) AS statements,
    (SELECT o.id FROM article o WHERE o.n = c.origin) AS copy_of, c.kind AS copy_kind, c.likeness,
    a.byline, a.url, a.source, a.fetched
FROM article a LEFT JOIN summary s ON s.article = a.n LEFT JOIN copy c ON c.article = a.n;
