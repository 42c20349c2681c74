-- rename value `open` of enum `state` to `fresh`
ALTER TYPE "state" RENAME VALUE 'open' TO 'fresh';

-- alter enum `state`: fresh, done, paused -> fresh, lost, done
-- hazard[remove-enum-value]: fails if a row still contains `paused` of enum `state`
ALTER TYPE "state" RENAME TO "_schema_old_state";

-- alter enum `state`: fresh, done, paused -> fresh, lost, done
CREATE TYPE "state" AS ENUM ('fresh', 'lost', 'done');

-- alter enum `state`: fresh, done, paused -> fresh, lost, done
-- hazard[remove-enum-value]: fails if a row still contains `paused` of enum `state`
ALTER TABLE "task" ALTER COLUMN "state" TYPE "state" USING "state"::text::"state";

-- alter enum `state`: fresh, done, paused -> fresh, lost, done
DROP TYPE "_schema_old_state";
