import { defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { firstReport } from "./first-report.mjs";
import { pagePolicy } from "./policy.mjs";

/** Writes the policy into the built page; the development server needs inline styles of its own and goes without. */
const contentSecurityPolicy = {
  name: "content-security-policy",
  apply: "build",
  transformIndexHtml: () => [
    { tag: "meta", attrs: { "http-equiv": "Content-Security-Policy", content: pagePolicy }, injectTo: "head-prepend" },
  ],
};

/** Installs the page: everything it is made of is fetched once, after it has loaded, and is there when the server is not. */
const offline = VitePWA({
  injectRegister: null,
  manifest: {
    name: "医程通报文工作台",
    short_name: "医程通报文",
    description: "校验、查看、生成医程通开放接口 V1.3 的报文；报文不离开浏览器。",
    lang: "zh-CN",
    start_url: "./",
    scope: "./",
    display: "standalone",
    background_color: "#eff5f7",
    theme_color: "#eff5f7",
    icons: [
      { src: "./icon.svg", sizes: "any", type: "image/svg+xml" },
      { src: "./icon-192.png", sizes: "192x192", type: "image/png" },
      { src: "./icon-512.png", sizes: "512x512", type: "image/png" },
      { src: "./icon-maskable.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
    ],
  },
  workbox: {
    globPatterns: ["**/*.{html,js,css,svg,png,woff2,wasm,webmanifest}"],
    maximumFileSizeToCacheInBytes: 2 * 1024 * 1024,
    navigateFallback: "index.html",
    inlineWorkboxRuntime: true,
    sourcemap: false,
  },
});

export default defineConfig({
  root: import.meta.dirname,
  base: "./",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  plugins: [firstReport, contentSecurityPolicy, offline],
  worker: { format: "es" },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
  },
});
