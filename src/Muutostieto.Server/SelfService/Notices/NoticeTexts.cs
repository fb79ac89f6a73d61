using Muutostieto.SelfService.Notices;

namespace Muutostieto.Server.SelfService.Notices;

/// <summary>What a notice says in a language.</summary>
internal static class NoticeTexts
{
    /// <param name="content">The notice.</param>
    /// <param name="language">fi, sv or en.</param>
    internal static string In(this NoticeContent content, string language) => (language switch
    {
        "fi" => content.Fi,
        "sv" => content.Sv,
        _ => content.En,
    }) ?? "";
}
