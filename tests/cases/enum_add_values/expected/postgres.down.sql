-- alter enum `state`: new, open, in_work, done, lost -> open, done
-- hazard[remove-enum-value]: fails if a row still contains `new` or `in_work` or `lost` of enum `state`
ALTER TYPE "state" RENAME TO "_schema_old_state";

-- alter enum `state`: new, open, in_work, done, lost -> open, done
CREATE TYPE "state" AS ENUM ('open', 'done');

-- alter enum `state`: new, open, in_work, done, lost -> open, done
-- hazard[remove-enum-value]: fails if a row still contains `new` or `in_work` or `lost` of enum `state`
ALTER TABLE "task"
    ALTER COLUMN "state" DROP DEFAULT,
    ALTER COLUMN "state" TYPE "state" USING "state"::text::"state",
    ALTER COLUMN "state" SET DEFAULT 'open';

-- alter enum `state`: new, open, in_work, done, lost -> open, done
DROP TYPE "_schema_old_state";
