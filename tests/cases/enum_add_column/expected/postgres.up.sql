-- create enum `state`: open, done
CREATE TYPE "state" AS ENUM ('open', 'done');

-- add column `task.state`: enum(state), not null, default "open"
ALTER TABLE "task" ADD COLUMN "state" "state" NOT NULL DEFAULT 'open';
