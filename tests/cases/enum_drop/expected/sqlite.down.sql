-- create table `task`: 2 columns
CREATE TABLE "task" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "state" TEXT NOT NULL DEFAULT 'open' CONSTRAINT "ck_task_state" CHECK ("state" IN ('open', 'done'))
);
