-- create enum `state`: open, done
CREATE TYPE "state" AS ENUM ('open', 'done');

-- alter column `task.state`: enum(status) -> enum(state)
-- hazard[narrow-type]: fails or truncates values of `task.state` that do not fit the new type
ALTER TABLE "task"
    ALTER COLUMN "state" DROP DEFAULT,
    ALTER COLUMN "state" TYPE "state" USING "state"::text::"state",
    ALTER COLUMN "state" SET DEFAULT 'open';

-- drop enum `status`
DROP TYPE "status";
