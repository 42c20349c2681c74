-- create table `task`: 3 columns
CREATE TABLE "task" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "state" TEXT NOT NULL DEFAULT 'open' CONSTRAINT "ck_task_state" CHECK ("state" IN ('open', 'in_work', 'done')),
    "was" TEXT CONSTRAINT "ck_task_was" CHECK ("was" IN ('open', 'in_work', 'done'))
);
