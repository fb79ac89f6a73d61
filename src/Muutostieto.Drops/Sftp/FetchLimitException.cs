namespace Muutostieto.Drops.Sftp;

/// <summary>A server sends more of a file than is taken.</summary>
internal sealed class FetchLimitException() : Exception("more than the limit");
