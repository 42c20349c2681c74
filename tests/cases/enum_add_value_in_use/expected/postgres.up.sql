-- alter enum `state`: open, done -> open, done, fresh
ALTER TYPE "state" RENAME TO "_schema_old_state";

-- alter enum `state`: open, done -> open, done, fresh
CREATE TYPE "state" AS ENUM ('open', 'done', 'fresh');

-- alter column `task.state`: default "open" -> "fresh"
-- alter enum `state`: open, done -> open, done, fresh
ALTER TABLE "task"
    ALTER COLUMN "state" DROP DEFAULT,
    ALTER COLUMN "state" TYPE "state" USING "state"::text::"state",
    ALTER COLUMN "state" SET DEFAULT 'fresh';

-- alter enum `state`: open, done -> open, done, fresh
DROP TYPE "_schema_old_state";
