-- drop primary key of `tokens`
ALTER TABLE "tokens" DROP CONSTRAINT "tokens_pkey";

-- alter column `tokens.token`: text -> uuid, null -> not null
-- hazard[narrow-type]: fails or truncates values of `tokens.token` that do not fit the new type
-- hazard[not-null-without-value]: fails if `tokens.token` contains NULL
ALTER TABLE "tokens" ALTER COLUMN "token" TYPE uuid USING "token"::uuid;

-- alter column `tokens.token`: text -> uuid, null -> not null
-- hazard[narrow-type]: fails or truncates values of `tokens.token` that do not fit the new type
-- hazard[not-null-without-value]: fails if `tokens.token` contains NULL
ALTER TABLE "tokens" ALTER COLUMN "token" SET NOT NULL;

-- drop column `tokens.id`
-- hazard[drop-column]: deletes all values of `tokens.id`
ALTER TABLE "tokens" DROP COLUMN "id";

-- add primary key to `tokens`: token
-- hazard[primary-key-on-rows]: fails if the new primary key has duplicates in `tokens`
ALTER TABLE "tokens" ADD CONSTRAINT "tokens_pkey" PRIMARY KEY ("token");
