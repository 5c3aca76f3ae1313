-- Requests as they arrived; `key` stops every copy. The body goes when the request is done.
CREATE TABLE inbox (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  workspace TEXT NOT NULL,
  kind TEXT NOT NULL,
  body TEXT,
  received_at TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 1,
  decision TEXT,
  done_at TEXT
) STRICT;
CREATE INDEX inbox_unfinished ON inbox (id) WHERE done_at IS NULL;
CREATE INDEX inbox_done ON inbox (done_at) WHERE done_at IS NOT NULL;

-- Messages to send. Target and arguments go once a message is sent or given up.
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL UNIQUE,
  workspace TEXT NOT NULL,
  method TEXT NOT NULL,
  target TEXT,
  args TEXT,
  decision TEXT,
  state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sending', 'sent', 'failed', 'in_doubt')),
  attempts INTEGER NOT NULL DEFAULT 0,
  retry_at TEXT NOT NULL,
  error TEXT,
  changed_at TEXT NOT NULL
) STRICT;
CREATE INDEX outbox_due ON outbox (id) WHERE state IN ('pending', 'in_doubt');
CREATE INDEX outbox_open ON outbox (decision) WHERE state IN ('pending', 'sending', 'in_doubt');
CREATE INDEX outbox_over ON outbox (changed_at) WHERE state IN ('sent', 'failed');

-- `seq` is the order of logging and the row of decision_search; `id` is what people type. `logged_at` never goes back.
CREATE TABLE decisions (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  workspace TEXT NOT NULL,
  channel TEXT NOT NULL,
  place_kind TEXT NOT NULL,
  thread TEXT,
  scopes TEXT NOT NULL CHECK (json_valid(scopes)),
  asked_by TEXT NOT NULL,
  asked_at TEXT NOT NULL,
  logged_at TEXT NOT NULL,
  title TEXT NOT NULL,
  verdict TEXT NOT NULL,
  option TEXT,
  status TEXT NOT NULL DEFAULT 'proposed'
    CHECK (status IN ('proposed', 'accepted', 'overridden', 'deferred', 'superseded')),
  version INTEGER NOT NULL DEFAULT 1,
  previous TEXT,
  request_key TEXT NOT NULL UNIQUE,
  engine TEXT NOT NULL,
  rulebook TEXT NOT NULL,
  catalogue TEXT NOT NULL,
  row_hash TEXT NOT NULL,
  others_text INTEGER NOT NULL DEFAULT 0,
  advice TEXT NOT NULL CHECK (json_valid(advice))
) STRICT;
CREATE INDEX decisions_thread ON decisions (workspace, channel, thread, seq) WHERE thread IS NOT NULL;
CREATE INDEX decisions_logged ON decisions (workspace, logged_at, seq);
CREATE INDEX decisions_others_text ON decisions (asked_at) WHERE others_text = 1;

-- Who has words in a decision, so that `forget` finds them.
CREATE TABLE decision_people (
  workspace TEXT NOT NULL,
  person TEXT NOT NULL,
  seq INTEGER NOT NULL REFERENCES decisions (seq) ON DELETE CASCADE,
  PRIMARY KEY (workspace, person, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX decision_people_seq ON decision_people (seq);

-- The permission scope is part of the index, so that nothing of what a viewer may not see is walked or counted.
CREATE VIRTUAL TABLE decision_search USING fts5(
  access, facets, title, words, tokenize = 'porter unicode61 remove_diacritics 2'
);
INSERT INTO decision_search (decision_search, rank) VALUES ('secure-delete', 1);

CREATE TABLE choices (
  id INTEGER PRIMARY KEY,
  workspace TEXT NOT NULL,
  seq INTEGER NOT NULL REFERENCES decisions (seq) ON DELETE CASCADE,
  status TEXT NOT NULL CHECK (status IN ('accepted', 'overridden', 'deferred')),
  option TEXT,
  reason TEXT,
  chosen_by TEXT NOT NULL,
  chosen_at TEXT NOT NULL
) STRICT;
CREATE INDEX choices_decision ON choices (seq, id);
CREATE INDEX choices_person ON choices (workspace, chosen_by);

CREATE TABLE feedback (
  workspace TEXT NOT NULL,
  seq INTEGER NOT NULL REFERENCES decisions (seq) ON DELETE CASCADE,
  person TEXT NOT NULL,
  rating TEXT NOT NULL CHECK (rating IN ('good', 'bad')),
  reason TEXT,
  given_at TEXT NOT NULL,
  PRIMARY KEY (seq, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX feedback_person ON feedback (workspace, person);

-- Where a decision is shown in Slack, so that its messages can be edited in place.
CREATE TABLE shown_messages (
  workspace TEXT NOT NULL,
  decision TEXT NOT NULL REFERENCES decisions (id) ON DELETE CASCADE,
  channel TEXT NOT NULL,
  ts TEXT NOT NULL,
  sent_at TEXT NOT NULL,
  PRIMARY KEY (decision, channel, ts)
) STRICT, WITHOUT ROWID;

CREATE TABLE followed_threads (
  workspace TEXT NOT NULL,
  channel TEXT NOT NULL,
  thread TEXT NOT NULL,
  followed_by TEXT NOT NULL,
  followed_at TEXT NOT NULL,
  PRIMARY KEY (workspace, channel, thread)
) STRICT, WITHOUT ROWID;

CREATE TABLE once_flags (
  workspace TEXT NOT NULL,
  person TEXT NOT NULL,
  flag TEXT NOT NULL,
  set_at TEXT NOT NULL,
  PRIMARY KEY (workspace, person, flag)
) STRICT, WITHOUT ROWID;

CREATE TABLE allowed_channels (
  workspace TEXT NOT NULL,
  channel TEXT NOT NULL,
  allowed_by TEXT NOT NULL,
  allowed_at TEXT NOT NULL,
  PRIMARY KEY (workspace, channel)
) STRICT, WITHOUT ROWID;

CREATE TABLE policies (
  workspace TEXT PRIMARY KEY,
  defaults TEXT NOT NULL CHECK (json_valid(defaults)),
  set_by TEXT NOT NULL,
  set_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE events_seen (
  workspace TEXT NOT NULL,
  name TEXT NOT NULL,
  count INTEGER NOT NULL,
  last_at TEXT NOT NULL,
  PRIMARY KEY (workspace, name)
) STRICT, WITHOUT ROWID;

-- One row that health() writes, to learn whether writing still works.
CREATE TABLE heartbeat (id INTEGER PRIMARY KEY CHECK (id = 1), at TEXT NOT NULL) STRICT;
