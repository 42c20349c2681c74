-- take check `ck_state` off `jobs` while a column under it changes
ALTER TABLE "jobs" DROP CONSTRAINT "ck_state";

-- take index `ix_done` off `jobs` while a column under it changes
DROP INDEX "ix_done";

-- compute `jobs.is_done` again, since what it is computed from changes its type
ALTER TABLE "jobs" DROP COLUMN "is_done";

-- alter column `jobs.state`: enum(state) -> varchar(9)
-- hazard[narrow-type]: fails or cuts where a value of `jobs.state` does not fit the new type
ALTER TABLE "jobs"
    ALTER COLUMN "state" DROP DEFAULT,
    ALTER COLUMN "state" TYPE varchar(9),
    ALTER COLUMN "state" SET DEFAULT 'new';

-- drop enum `state`
DROP TYPE "state";

-- compute `jobs.is_done` again, since what it is computed from changes its type
ALTER TABLE "jobs" ADD COLUMN "is_done" boolean NOT NULL GENERATED ALWAYS AS (state = 'done') STORED;

-- put check `ck_state` on `jobs` again
ALTER TABLE "jobs" ADD CONSTRAINT "ck_state" CHECK (state <> 'old' OR id > 1);

-- put index `ix_done` on `jobs` again
CREATE INDEX "ix_done" ON "jobs" ("id") WHERE state = 'done';
