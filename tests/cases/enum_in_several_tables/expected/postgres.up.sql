-- rename enum `mood` to `state_of_mind`
ALTER TYPE "mood" RENAME TO "state_of_mind";

-- temporarily drop check constraint `ck_open` on `call` while a column under it changes
ALTER TABLE "call" DROP CONSTRAINT "ck_open";

-- alter enum `state`: new, lost, open -> new, draft, open, rows with lost get new
ALTER TYPE "state" RENAME TO "_schema_old_state";

-- alter enum `state`: new, lost, open -> new, draft, open, rows with lost get new
CREATE TYPE "state" AS ENUM ('new', 'draft', 'open');

-- alter enum `state`: new, lost, open -> new, draft, open, rows with lost get new
ALTER TABLE "call" ALTER COLUMN "state" TYPE "state" USING (CASE "state"::text WHEN 'lost' THEN 'new' ELSE "state"::text END)::"state";

-- alter enum `state`: new, lost, open -> new, draft, open, rows with lost get new
ALTER TABLE "call" ALTER COLUMN "former" TYPE "state" USING (CASE "former"::text WHEN 'lost' THEN 'new' ELSE "former"::text END)::"state";

-- alter enum `state`: new, lost, open -> new, draft, open, rows with lost get new
ALTER TABLE "task"
    ALTER COLUMN "state" DROP DEFAULT,
    ALTER COLUMN "state" TYPE "state" USING (CASE "state"::text WHEN 'lost' THEN 'new' ELSE "state"::text END)::"state",
    ALTER COLUMN "state" SET DEFAULT 'new';

-- alter enum `state`: new, lost, open -> new, draft, open, rows with lost get new
DROP TYPE "_schema_old_state";

-- create check constraint `ck_open` on `call` again
ALTER TABLE "call" ADD CONSTRAINT "ck_open" CHECK (state <> 'open');
