-- alter enum `state`: open, in_work, done -> done, open, in_work
ALTER TYPE "state" RENAME TO "_schema_old_state";

-- alter enum `state`: open, in_work, done -> done, open, in_work
CREATE TYPE "state" AS ENUM ('done', 'open', 'in_work');

-- alter enum `state`: open, in_work, done -> done, open, in_work
ALTER TABLE "task"
    ALTER COLUMN "state" DROP DEFAULT,
    ALTER COLUMN "state" TYPE "state" USING "state"::text::"state",
    ALTER COLUMN "state" SET DEFAULT 'open';

-- alter enum `state`: open, in_work, done -> done, open, in_work
DROP TYPE "_schema_old_state";
