using Muutostieto.Hosting.Notifications;
using Muutostieto.Hosting.Status;

namespace Muutostieto.Hosting.Tests.Notifications;

internal static class Some
{
    internal static NoticeMessage Message { get; } =
        new(
            "muutostieto",
            "palvelin",
            new DateTimeOffset(2026, 11, 23, 0, 30, 0, TimeSpan.Zero),
            [
                new AlertSummary(
                    "overdue",
                    "kainuu",
                    "kainuu/changes/3",
                    null,
                    6,
                    "kainuu changes 3: overdue. Ask its recipient; perhaps its name is Ääkkönen."),
                new AlertSummary("failed", "satakunta", null, null, 1, "satakunta: the disk is full."),
            ]);
}
