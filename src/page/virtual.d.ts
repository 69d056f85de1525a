declare module 'virtual:page-scan' {
  const code: string;
  export default code;
}
