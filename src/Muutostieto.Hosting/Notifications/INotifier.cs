namespace Muutostieto.Hosting.Notifications;

/// <summary>One way to notify people. A failed notification is retried after the next run.</summary>
public interface INotifier
{
    /// <summary>Identifies this way in the record of what was notified.</summary>
    string Key { get; }

    /// <summary>The way's name in the log; contains no person.</summary>
    string Name { get; }

    /// <summary>Returns when the message has been taken over.</summary>
    /// <exception cref="NotificationException">It was not taken over.</exception>
    Task NotifyAsync(NoticeMessage message, CancellationToken cancellation);
}
