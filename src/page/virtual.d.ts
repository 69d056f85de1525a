declare module 'virtual:page-scan' {
  const code: string;
  export default code;
}

declare module 'virtual:page-names' {
  const code: string;
  export default code;
}
