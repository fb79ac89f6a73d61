using System.IO.Abstractions;

namespace Muutostieto.Deliveries.Composition.Measuring;

/// <summary>An open file of a <see cref="MeasuringDisk"/>.</summary>
internal sealed class MeasuredStream(Stream content, string path) : FileSystemStream(content, path, isAsync: false);
