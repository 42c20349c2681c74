-- alter column `task.state`: enum(state) -> varchar(10)
-- hazard[narrow-type]: fails or truncates values of `task.state` that do not fit the new type
ALTER TABLE "task"
    ALTER COLUMN "state" DROP DEFAULT,
    ALTER COLUMN "state" TYPE varchar(10),
    ALTER COLUMN "state" SET DEFAULT 'open';

-- drop enum `state`
DROP TYPE "state";
