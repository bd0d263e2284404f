-- A migration that has been deployed is never changed: the next change is a file of its own
CREATE TABLE "__name-kebab__" (
  owner_id text NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  description text,
  version integer NOT NULL,
  -- Hashes of the requests that created and last replaced it: a repeat has the same hash
  create_hash text NOT NULL,
  replace_hash text,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (owner_id, id)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON "__name-kebab__" TO app;
