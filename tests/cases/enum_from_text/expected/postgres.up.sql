-- create enum `state`: open, done
CREATE TYPE "state" AS ENUM ('open', 'done');

-- alter column `task.state`: varchar(10) -> enum(state)
-- hazard[narrow-type]: fails or truncates values of `task.state` that do not fit the new type
ALTER TABLE "task"
    ALTER COLUMN "state" DROP DEFAULT,
    ALTER COLUMN "state" TYPE "state" USING "state"::"state",
    ALTER COLUMN "state" SET DEFAULT 'open';
