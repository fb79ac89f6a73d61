using System.Text.Json;
using Muutostieto.Hosting.Status;

namespace Muutostieto.Hosting.Notifications;

/// <summary>A notification: everything that is new, in one message. A written contract: keys are added, never changed or removed. It
/// contains no person and no text of a recipient.</summary>
/// <param name="Program"><c>muutostieto</c>.</param>
/// <param name="Host">The machine's name.</param>
/// <param name="At">When it is sent.</param>
/// <param name="Events">What failed, is overdue or was refused, and has not been notified before.</param>
public sealed record NoticeMessage(string Program, string Host, DateTimeOffset At, IReadOnlyList<AlertSummary> Events)
{
    /// <summary>One line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, NoticeContext.Relaxed.NoticeMessage);
}
