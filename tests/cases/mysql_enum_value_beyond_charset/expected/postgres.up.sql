-- alter enum `pet`: cat -> cat, 🦀
ALTER TYPE "pet" ADD VALUE '🦀' AFTER 'cat';
