-- drop primary key of `tokens`
ALTER TABLE "tokens" DROP CONSTRAINT "tokens_pkey";

-- add column `tokens.id`: i64, not null, existing rows get 1
ALTER TABLE "tokens" ADD COLUMN "id" bigint NOT NULL DEFAULT 1;

-- alter column `tokens.token`: uuid -> text, not null -> null
ALTER TABLE "tokens"
    ALTER COLUMN "token" TYPE text,
    ALTER COLUMN "token" DROP NOT NULL;

-- add column `tokens.id`: i64, not null, existing rows get 1
ALTER TABLE "tokens" ALTER COLUMN "id" DROP DEFAULT;

-- add primary key to `tokens`: id
-- hazard[primary-key-on-rows]: fails if the new primary key has duplicates in `tokens`
ALTER TABLE "tokens" ADD CONSTRAINT "tokens_pkey" PRIMARY KEY ("id");
