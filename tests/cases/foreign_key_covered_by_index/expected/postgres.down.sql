-- add index `ix_posts_author` on `posts`: author
CREATE INDEX "ix_posts_author" ON "posts" ("author");
