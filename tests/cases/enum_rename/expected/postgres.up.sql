-- create enum `status`: open, done
CREATE TYPE "status" AS ENUM ('open', 'done');

-- alter column `task.state`: enum(state) -> enum(status)
-- hazard[narrow-type]: fails or truncates values of `task.state` that do not fit the new type
ALTER TABLE "task"
    ALTER COLUMN "state" DROP DEFAULT,
    ALTER COLUMN "state" TYPE "status" USING "state"::text::"status",
    ALTER COLUMN "state" SET DEFAULT 'open';

-- drop enum `state`
DROP TYPE "state";
