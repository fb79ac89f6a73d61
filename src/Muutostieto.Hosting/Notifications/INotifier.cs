namespace Muutostieto.Hosting.Notifications;

/// <summary>One way to tell people. Telling may fail with any error of the system; it is told again after the next run.</summary>
public interface INotifier
{
    /// <summary>Tells the way from every other in the memory of what was told.</summary>
    string Key { get; }

    /// <summary>The way's name in the log; names nobody.</summary>
    string Name { get; }

    /// <summary>Returns when the message has been taken over.</summary>
    /// <exception cref="NotificationException">It was not taken over.</exception>
    Task NotifyAsync(NoticeMessage message, CancellationToken cancellation);
}
