-- alter enum `state`: open, lost, done -> open, done
-- hazard[remove-enum-value]: fails if a row still contains `lost` of enum `state`
ALTER TYPE "state" RENAME TO "_schema_old_state";

-- alter enum `state`: open, lost, done -> open, done
CREATE TYPE "state" AS ENUM ('open', 'done');

-- alter column `task.was`: enum(state) -> varchar(10)
-- hazard[narrow-type]: fails or truncates values of `task.was` that do not fit the new type
ALTER TABLE "task" ALTER COLUMN "was" TYPE varchar(10);

-- alter enum `state`: open, lost, done -> open, done
-- hazard[remove-enum-value]: fails if a row still contains `lost` of enum `state`
ALTER TABLE "task"
    ALTER COLUMN "state" DROP DEFAULT,
    ALTER COLUMN "state" TYPE "state" USING "state"::text::"state",
    ALTER COLUMN "state" SET DEFAULT 'open';

-- alter enum `state`: open, lost, done -> open, done
DROP TYPE "_schema_old_state";
