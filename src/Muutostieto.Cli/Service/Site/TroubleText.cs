namespace Muutostieto.Cli.Service.Site;

/// <summary>A trouble in the words of the page's language.</summary>
/// <param name="Text">What was found.</param>
/// <param name="IsAll">Whether it says all that the program's own message does; else that one stands below it.</param>
internal sealed record TroubleText(string Text, bool IsAll);
