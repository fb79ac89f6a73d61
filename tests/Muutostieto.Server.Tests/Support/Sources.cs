namespace Muutostieto.Server.Tests.Support;

/// <summary>The server's own source, for rules of the house.</summary>
internal static class Sources
{
    internal static string Folder { get; } = Repository.File("src", "Muutostieto.Server");
}
