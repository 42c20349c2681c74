-- alter enum `state`: open, lost, done -> open, done
-- hazard[remove-enum-value]: fails if a row still contains `lost` of enum `state`
ALTER TYPE "state" RENAME TO "_schema_old_state";

-- alter enum `state`: open, lost, done -> open, done
CREATE TYPE "state" AS ENUM ('open', 'done');

-- alter enum `state`: open, lost, done -> open, done
-- hazard[remove-enum-value]: fails if a row still contains `lost` of enum `state`
ALTER TABLE "task"
    ALTER COLUMN "state" DROP DEFAULT,
    ALTER COLUMN "state" TYPE "state" USING "state"::text::"state",
    ALTER COLUMN "state" SET DEFAULT 'open';

-- alter enum `state`: open, lost, done -> open, done
-- hazard[remove-enum-value]: fails if a row still contains `lost` of enum `state`
ALTER TABLE "task" ALTER COLUMN "was" TYPE "state" USING "was"::text::"state";

-- alter enum `state`: open, lost, done -> open, done
DROP TYPE "_schema_old_state";
