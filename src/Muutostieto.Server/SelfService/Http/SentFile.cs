namespace Muutostieto.Server.SelfService.Http;

/// <summary>A file that a form brings, as it comes from the network.</summary>
/// <param name="Name">As the browser names it, without folders; it names nothing on this machine.</param>
/// <param name="Content">Read once, forwards. Reading throws <see cref="SendingException"/> when it is too large or breaks off.</param>
internal sealed record SentFile(string Name, Stream Content);
