-- drop column `task.state`
-- hazard[drop-column]: deletes all values of `task.state`
ALTER TABLE "task" DROP COLUMN "state";

-- drop enum `state`
DROP TYPE "state";
