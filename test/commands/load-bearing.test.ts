import { afterAll, expect, test, vi } from "vitest";
import { makeRepository, removeFolders, run } from "./support.js";

vi.setConfig({ testTimeout: 120_000 });
afterAll(removeFolders);

const SERVICE = 'HIPCHAT_ROOMS = ["lobby"]\n\n\ndef list_rooms():\n    return sorted(HIPCHAT_ROOMS)\n';
const VIEW = "def rooms(request):\n    return JsonResponse({'rooms': list_rooms()})\n";

const DJANGO = {
  "shop/__init__.py": "",
  "shop/hipchat.py": SERVICE,
  "shop/views.py": `from django.http import JsonResponse\n\nfrom shop.hipchat import list_rooms\n\n\n${VIEW}`,
};
const ADDRESSES =
  "from django.urls import path\n\nfrom shop import views\n\nurlpatterns = [path('rooms/', views.rooms)]\n";

test("a view of Django is refused like a route of Flask, where the list of addresses is in another file", async () => {
  const folder = makeRepository({ ...DJANGO, "shop/urls.py": ADDRESSES });
  const ran = await run(folder, ["plan", "hipchat"]);
  expect(ran.exitCode).toBe(3);
  expect(ran.error).toContain("hipchat is the only provider behind rooms() (shop/views.py:6)");
  const forced = await run(folder, ["plan", "hipchat", "--force"]);
  expect(forced.error).toBe("");
  expect(forced.output).toContain("-urlpatterns = [path('rooms/', views.rooms)]");
});

test("a function that no address leads to is no answer", async () => {
  const folder = makeRepository(DJANGO);
  const ran = await run(folder, ["plan", "hipchat"]);
  expect(ran.error).toBe("");
  expect(ran.output).toContain("-def rooms(request):");
});
