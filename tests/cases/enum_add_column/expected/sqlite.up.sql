-- add column `task.state`: enum(state), not null, default "open"
ALTER TABLE "task" ADD COLUMN "state" TEXT NOT NULL DEFAULT 'open' CONSTRAINT "ck_task_state" CHECK ("state" IN ('open', 'done'));
