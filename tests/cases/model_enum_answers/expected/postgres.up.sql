-- rename value `fresh` of enum `state` to `open`
ALTER TYPE "state" RENAME VALUE 'fresh' TO 'open';

-- alter enum `state`: open, lost, done -> open, done, paused, rows with lost get done
ALTER TYPE "state" RENAME TO "_schema_old_state";

-- alter enum `state`: open, lost, done -> open, done, paused, rows with lost get done
CREATE TYPE "state" AS ENUM ('open', 'done', 'paused');

-- alter enum `state`: open, lost, done -> open, done, paused, rows with lost get done
ALTER TABLE "task" ALTER COLUMN "state" TYPE "state" USING (CASE "state"::text WHEN 'lost' THEN 'done' ELSE "state"::text END)::"state";

-- alter enum `state`: open, lost, done -> open, done, paused, rows with lost get done
DROP TYPE "_schema_old_state";
