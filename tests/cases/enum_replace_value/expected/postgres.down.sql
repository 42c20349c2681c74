-- alter enum `status`: draft, sent -> draft, sent, lost
ALTER TYPE "status" ADD VALUE 'lost' AFTER 'sent';
