-- alter enum `state`: open, done -> open, lost, done
ALTER TYPE "state" RENAME TO "_schema_old_state";

-- alter enum `state`: open, done -> open, lost, done
CREATE TYPE "state" AS ENUM ('open', 'lost', 'done');

-- alter column `task.was`: varchar(10) -> enum(state)
-- hazard[narrow-type]: fails or truncates values of `task.was` that do not fit the new type
ALTER TABLE "task" ALTER COLUMN "was" TYPE "state" USING "was"::"state";

-- alter enum `state`: open, done -> open, lost, done
ALTER TABLE "task"
    ALTER COLUMN "state" DROP DEFAULT,
    ALTER COLUMN "state" TYPE "state" USING "state"::text::"state",
    ALTER COLUMN "state" SET DEFAULT 'open';

-- alter enum `state`: open, done -> open, lost, done
DROP TYPE "_schema_old_state";
