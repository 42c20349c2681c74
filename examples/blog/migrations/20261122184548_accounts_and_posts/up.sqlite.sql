-- accounts and posts

-- create table `accounts`: 8 columns
CREATE TABLE "accounts" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "email" VARCHAR(254) NOT NULL,
    "name" VARCHAR(80) NOT NULL,
    "role" TEXT NOT NULL DEFAULT 'reader' CONSTRAINT "ck_accounts_role" CHECK ("role" IN ('reader', 'author', 'admin')),
    "active" BOOLEAN NOT NULL DEFAULT TRUE,
    "preferences" TEXT NOT NULL,
    "avatar" BLOB,
    "created_at" TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- unique constraint `uq_accounts_email`
CREATE UNIQUE INDEX "uq_accounts_email" ON "accounts" ("email");

-- create table `follows`: 2 columns
CREATE TABLE "follows" (
    "follower_id" INTEGER NOT NULL,
    "followed_id" INTEGER NOT NULL,
    PRIMARY KEY ("follower_id", "followed_id"),
    CONSTRAINT "fk_follows_followed_id" FOREIGN KEY ("followed_id") REFERENCES "accounts" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_follows_follower_id" FOREIGN KEY ("follower_id") REFERENCES "accounts" ("id") ON DELETE CASCADE
);

-- index `ix_follows_followed_id`
CREATE INDEX "ix_follows_followed_id" ON "follows" ("followed_id");

-- create table `posts`: 6 columns
CREATE TABLE "posts" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "author_id" INTEGER NOT NULL,
    "slug" VARCHAR(120) NOT NULL,
    "title" VARCHAR(200) NOT NULL,
    "body" TEXT NOT NULL,
    "published_at" DATETIME,
    CONSTRAINT "fk_posts_author_id" FOREIGN KEY ("author_id") REFERENCES "accounts" ("id") ON DELETE RESTRICT
);

-- unique constraint `uq_posts_slug`
CREATE UNIQUE INDEX "uq_posts_slug" ON "posts" ("slug");

-- index `ix_posts_author_id_published_at`
CREATE INDEX "ix_posts_author_id_published_at" ON "posts" ("author_id", "published_at");

-- create table `attachments`: 6 columns
CREATE TABLE "attachments" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "post_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "exif" TEXT,
    "content" BLOB NOT NULL,
    "size" INTEGER NOT NULL,
    CONSTRAINT "fk_attachments_post_id" FOREIGN KEY ("post_id") REFERENCES "posts" ("id") ON DELETE CASCADE
);

-- index `ix_attachments_post_id`
CREATE INDEX "ix_attachments_post_id" ON "attachments" ("post_id");

-- create table `comments`: 5 columns
CREATE TABLE "comments" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "post_id" INTEGER NOT NULL,
    "parent_id" INTEGER,
    "author_id" INTEGER,
    "text" TEXT NOT NULL,
    CONSTRAINT "fk_comments_author_id" FOREIGN KEY ("author_id") REFERENCES "accounts" ("id") ON DELETE SET NULL,
    CONSTRAINT "fk_comments_parent_id" FOREIGN KEY ("parent_id") REFERENCES "comments" ("id") ON DELETE SET NULL,
    CONSTRAINT "fk_comments_post_id" FOREIGN KEY ("post_id") REFERENCES "posts" ("id") ON DELETE CASCADE
);

-- index `ix_comments_post_id`
CREATE INDEX "ix_comments_post_id" ON "comments" ("post_id");

-- create table `sessions`: 4 columns
CREATE TABLE "sessions" (
    "token" BLOB NOT NULL,
    "account_id" INTEGER NOT NULL,
    "address" TEXT NOT NULL,
    "expires_at" TIMESTAMP NOT NULL,
    PRIMARY KEY ("token"),
    CONSTRAINT "fk_sessions_account_id" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON DELETE CASCADE
);

-- index `ix_sessions_account_id`
CREATE INDEX "ix_sessions_account_id" ON "sessions" ("account_id");

-- create table `tags`: 2 columns
CREATE TABLE "tags" (
    "id" INTEGER NOT NULL,
    "name" VARCHAR(40) NOT NULL,
    PRIMARY KEY ("id")
);

-- unique constraint `uq_tag_name`
CREATE UNIQUE INDEX "uq_tag_name" ON "tags" ("name");

-- create table `post_tags`: 3 columns
CREATE TABLE "post_tags" (
    "post_id" INTEGER NOT NULL,
    "tag_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY ("post_id", "tag_id"),
    CONSTRAINT "fk_post_tags_post_id" FOREIGN KEY ("post_id") REFERENCES "posts" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_post_tags_tag_id" FOREIGN KEY ("tag_id") REFERENCES "tags" ("id") ON DELETE CASCADE
);
