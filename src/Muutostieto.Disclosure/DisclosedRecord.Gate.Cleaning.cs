using Muutostieto.Records.Model;

namespace Muutostieto.Disclosure;

public sealed partial class DisclosedRecord
{
    public sealed partial class Gate
    {
        private readonly RecordCleaner cleaner = new();

        /// <summary>Values of delivered records that had a control character, each of which is a blank now.</summary>
        public long Cleaned => cleaner.Cleaned;

        private void Clean(Record record) => cleaner.Clean(record);
    }
}
