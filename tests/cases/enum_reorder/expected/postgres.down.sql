-- alter enum `state`: done, open, in_work -> open, in_work, done
ALTER TYPE "state" RENAME TO "_schema_old_state";

-- alter enum `state`: done, open, in_work -> open, in_work, done
CREATE TYPE "state" AS ENUM ('open', 'in_work', 'done');

-- alter enum `state`: done, open, in_work -> open, in_work, done
ALTER TABLE "task"
    ALTER COLUMN "state" DROP DEFAULT,
    ALTER COLUMN "state" TYPE "state" USING "state"::text::"state",
    ALTER COLUMN "state" SET DEFAULT 'open';

-- alter enum `state`: done, open, in_work -> open, in_work, done
DROP TYPE "_schema_old_state";
