/** What the worker says by itself, in both languages; all else there is said by the package. */
const words = {
  notYuan: ["这里以元填写：数字，最多两位小数，如 236 或 236.50；不带逗号、符号与单位", "type yuan here: digits with at most two decimals, such as 236 or 236.50; no commas, signs or units"],
  address: ["V1.3 没有写明地址与传输方式：换成平台给你的地址", "V1.3 prints neither an address nor how envelopes travel: put in what your platform told you"],
  replace: [(word) => `把 ${word} 换成接口秘钥`, (word) => `put the interface secret in place of ${word}`],
  fen: [(fen) => `分，合 ${inYuan(fen)} 元`, (fen) => `fen: ${inYuan(fen)} yuan`],
  yuan: [() => "元，不是分", () => "yuan, not fen"],
};

const inYuan = (fen) => String(fen).padStart(3, "0").replace(/(..)$/, ".$1");

export const aside = (locale, key, ...values) => {
  const word = words[key][locale === "en" ? 1 : 0];
  return typeof word === "function" ? word(...values) : word;
};
