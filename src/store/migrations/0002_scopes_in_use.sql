-- Every scope that some decision has: a viewer in a thousand conversations is looked up by those few that matter.
CREATE TABLE scopes_in_use (
  workspace TEXT NOT NULL,
  scope TEXT NOT NULL,
  PRIMARY KEY (workspace, scope)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO scopes_in_use SELECT d.workspace, s.value FROM decisions d, json_each(d.scopes) s;
