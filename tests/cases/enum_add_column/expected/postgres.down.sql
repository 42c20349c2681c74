-- drop column `task.state`
-- hazard[drop-column]: loses the values of `task.state`
ALTER TABLE "task" DROP COLUMN "state";

-- drop enum `state`
DROP TYPE "state";
