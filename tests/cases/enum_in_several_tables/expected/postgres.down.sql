-- rename enum `state_of_mind` to `mood`
ALTER TYPE "state_of_mind" RENAME TO "mood";

-- temporarily drop check constraint `ck_open` on `call` while a column under it changes
ALTER TABLE "call" DROP CONSTRAINT "ck_open";

-- alter enum `state`: new, draft, open -> new, lost, open
-- hazard[remove-enum-value]: fails if a row still contains `draft` of enum `state`
ALTER TYPE "state" RENAME TO "_schema_old_state";

-- alter enum `state`: new, draft, open -> new, lost, open
CREATE TYPE "state" AS ENUM ('new', 'lost', 'open');

-- alter enum `state`: new, draft, open -> new, lost, open
-- hazard[remove-enum-value]: fails if a row still contains `draft` of enum `state`
ALTER TABLE "call" ALTER COLUMN "state" TYPE "state" USING "state"::text::"state";

-- alter enum `state`: new, draft, open -> new, lost, open
-- hazard[remove-enum-value]: fails if a row still contains `draft` of enum `state`
ALTER TABLE "call" ALTER COLUMN "former" TYPE "state" USING "former"::text::"state";

-- alter enum `state`: new, draft, open -> new, lost, open
-- hazard[remove-enum-value]: fails if a row still contains `draft` of enum `state`
ALTER TABLE "task"
    ALTER COLUMN "state" DROP DEFAULT,
    ALTER COLUMN "state" TYPE "state" USING "state"::text::"state",
    ALTER COLUMN "state" SET DEFAULT 'new';

-- alter enum `state`: new, draft, open -> new, lost, open
DROP TYPE "_schema_old_state";

-- create check constraint `ck_open` on `call` again
ALTER TABLE "call" ADD CONSTRAINT "ck_open" CHECK (state <> 'open');
