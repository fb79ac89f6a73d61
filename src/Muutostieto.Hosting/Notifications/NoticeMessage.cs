using System.Text.Json;
using Muutostieto.Hosting.Status;

namespace Muutostieto.Hosting.Notifications;

/// <summary>What is told: everything that is new, in one message. A written contract: keys are added, never changed or removed. No person and no word of a recipient is in it.</summary>
/// <param name="Program"><c>muutostieto</c>.</param>
/// <param name="Host">The machine's name.</param>
/// <param name="At">When it is told.</param>
/// <param name="Events">What failed, is overdue or was refused, and had not been told of.</param>
public sealed record NoticeMessage(string Program, string Host, DateTimeOffset At, IReadOnlyList<AlertSummary> Events)
{
    /// <summary>One line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, NoticeContext.Relaxed.NoticeMessage);
}
